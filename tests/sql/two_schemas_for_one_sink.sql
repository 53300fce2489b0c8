-- fails: out
CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
CREATE TABLE out WITH (connector = 'single_file', path = 'out.json', format = 'json');
INSERT INTO out SELECT id FROM orders;
INSERT INTO out SELECT customer FROM orders;
