CREATE TABLE orders (id BIGINT, placed TIMESTAMP, day DATE GENERATED ALWAYS AS (CAST(placed AS DATE)))
WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT id, day FROM orders;

--= result
--> {"day":"2024-03-01","id":1}
--> {"day":"2024-03-01","id":2}
--> {"day":"2024-03-01","id":3}
--> {"day":"2024-03-01","id":4}
--> {"day":"2024-03-01","id":5}
--> {"day":"2024-03-01","id":6}
