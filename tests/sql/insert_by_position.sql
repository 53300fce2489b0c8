CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
CREATE TABLE out (a INT, b TEXT) WITH (connector = 'single_file', path = 'out.json', format = 'json');
INSERT INTO out SELECT quantity::TEXT, id FROM orders WHERE quantity IS NOT NULL;

--= out
--> {"a":-2,"b":"6"}
--> {"a":0,"b":"4"}
--> {"a":1,"b":"2"}
--> {"a":3,"b":"1"}
--> {"a":7,"b":"3"}
