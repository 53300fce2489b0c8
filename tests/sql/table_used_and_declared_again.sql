-- fails: table "out" is used above
CREATE TABLE orders (id BIGINT NOT NULL) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
CREATE TABLE out (a BIGINT) WITH (connector = 'single_file', path = 'out.json', format = 'json');
INSERT INTO out SELECT id FROM orders;
CREATE TABLE out (a BIGINT) WITH (connector = 'single_file', path = 'again.json', format = 'json');
INSERT INTO out SELECT id + 1 AS a FROM orders;
