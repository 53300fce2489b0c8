-- fails: table "out" has the generated column "y", which is not written
CREATE TABLE orders (id BIGINT NOT NULL) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
CREATE TABLE out (x BIGINT, y BIGINT NOT NULL GENERATED ALWAYS AS (x + 1)) WITH (connector = 'single_file', path = 'out.json', format = 'json');
INSERT INTO out (x) SELECT id FROM orders;
