CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT 1 AS one, 'x' AS x, NULL AS nothing, TRUE AS yes, 2.5 AS half, TIMESTAMP '2024-01-01' AS at FROM orders WHERE id < 3;

--= result
--> {"at":"2024-01-01T00:00:00","half":2.5,"nothing":null,"one":1,"x":"x","yes":true}
--> {"at":"2024-01-01T00:00:00","half":2.5,"nothing":null,"one":1,"x":"x","yes":true}
