CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
CREATE TABLE out (a TEXT, b BIGINT, c DOUBLE) WITH (connector = 'single_file', path = 'out.json', format = 'json');
INSERT INTO out (b) SELECT 7.9 FROM orders WHERE id = 1;
INSERT INTO out (c, a) SELECT id, customer FROM orders WHERE id = 2;

--= out
--> {"a":"bob","b":null,"c":2.0}
--> {"a":null,"b":7,"c":null}
