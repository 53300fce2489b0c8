CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT id FROM orders WHERE id < 4 UNION ALL SELECT id * 10 FROM orders WHERE id > 2 UNION ALL SELECT quantity FROM orders;

--= result
--> {"id":-2}
--> {"id":0}
--> {"id":1}
--> {"id":1}
--> {"id":2}
--> {"id":30}
--> {"id":3}
--> {"id":3}
--> {"id":40}
--> {"id":50}
--> {"id":60}
--> {"id":7}
--> {"id":null}
