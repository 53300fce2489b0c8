CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT id FROM orders WHERE placed >= '2024-03-01 10:00:03' AND placed < TIMESTAMP '2024-03-01T10:00:06';

--= result
--> {"id":3}
--> {"id":4}
--> {"id":5}
