CREATE TABLE orders (
    id BIGINT,
    details JSON,
    amount DOUBLE,
    city TEXT GENERATED ALWAYS AS (details ->> 'city'),
    cents BIGINT GENERATED ALWAYS AS (amount * 100)
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT id, city, cents FROM orders;

--= result
--> {"cents":-425,"city":null,"id":4}
--> {"cents":10,"city":null,"id":6}
--> {"cents":100000,"city":null,"id":5}
--> {"cents":1250,"city":"Oslo","id":1}
--> {"cents":9900,"city":"Rome","id":2}
--> {"cents":null,"city":null,"id":3}
