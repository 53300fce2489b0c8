CREATE TABLE orders (id BIGINT NOT NULL, quantity INT) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
CREATE TABLE out (x BIGINT, y BIGINT) WITH (connector = 'single_file', path = 'out.json', format = 'json');
CREATE VIEW twice AS SELECT id, id, quantity FROM orders;
INSERT INTO out (y, x) SELECT id, id FROM orders WHERE id = 1;
INSERT INTO out SELECT id + 1, id + 1 FROM orders WHERE id = 1;
INSERT INTO out SELECT id, id FROM orders WHERE id = 2 UNION ALL SELECT quantity, quantity FROM twice WHERE quantity = 3;

--= out
--> {"x":1,"y":1}
--> {"x":2,"y":2}
--> {"x":2,"y":2}
--> {"x":3,"y":3}
