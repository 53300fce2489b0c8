CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
WITH cheap AS (SELECT id, amount FROM orders WHERE amount < 50), odd AS (SELECT * FROM cheap WHERE id % 2 = 1) SELECT id FROM (SELECT id + 100 AS id FROM odd) AS o;

--= result
--> {"id":101}
