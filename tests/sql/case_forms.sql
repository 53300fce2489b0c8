CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT id,
    CASE WHEN amount > 50 THEN 'large' WHEN amount > 0 THEN 'small' ELSE 'none' END AS size,
    CASE customer WHEN 'ann' THEN 1 WHEN 'bob' THEN 2 END AS who,
    CASE WHEN quantity <> 0 THEN 100 / quantity ELSE 0 END AS each
FROM orders;

--= result
--> {"each":-50,"id":6,"size":"small","who":1}
--> {"each":0,"id":4,"size":"none","who":null}
--> {"each":0,"id":5,"size":"large","who":null}
--> {"each":100,"id":2,"size":"large","who":2}
--> {"each":14,"id":3,"size":"none","who":null}
--> {"each":33,"id":1,"size":"small","who":1}
