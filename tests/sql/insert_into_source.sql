-- fails: source
CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', type = 'source', path = 'data/orders.json', format = 'json');
INSERT INTO orders SELECT * FROM orders;
