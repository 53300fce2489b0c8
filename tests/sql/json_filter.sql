CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT id FROM orders WHERE (details -> 'age')::BIGINT = 31 OR details ->> 'city' = 'Rome';

--= result
--> {"id":1}
--> {"id":2}
