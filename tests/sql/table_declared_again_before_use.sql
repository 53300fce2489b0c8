CREATE TABLE orders (id BIGINT NOT NULL) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
CREATE TABLE out (a BIGINT) WITH (connector = 'single_file', path = 'unused.json', format = 'json');
CREATE TABLE Out (b BIGINT) WITH (connector = 'single_file', path = 'out.json', format = 'json');
INSERT INTO out SELECT id FROM orders WHERE id = 1;

--= out
--> {"b":1}
