CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT id, quantity IN (3, NULL) AS maybe, quantity NOT IN (3, NULL) AS maybe_not FROM orders;

--= result
--> {"id":1,"maybe":true,"maybe_not":false}
--> {"id":2,"maybe":null,"maybe_not":null}
--> {"id":3,"maybe":null,"maybe_not":null}
--> {"id":4,"maybe":null,"maybe_not":null}
--> {"id":5,"maybe":null,"maybe_not":null}
--> {"id":6,"maybe":null,"maybe_not":null}
