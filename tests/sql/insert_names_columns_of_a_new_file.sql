CREATE TABLE orders (id BIGINT NOT NULL, customer TEXT) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
CREATE TABLE o WITH (connector = 'single_file', path = 'o.json', format = 'json');
CREATE TABLE lines WITH (connector = 'single_file', path = 'lines.txt', format = 'raw_string');
INSERT INTO o (x, "Y") SELECT id, id + 0 FROM orders WHERE id = 1;
INSERT INTO o (x, "Y") SELECT id, 7 FROM orders WHERE id = 2;
INSERT INTO lines (value) SELECT upper(customer) FROM orders WHERE id = 1;

--= o
--> {"Y":1,"x":1}
--> {"Y":7,"x":2}
--= lines
--> ANN
