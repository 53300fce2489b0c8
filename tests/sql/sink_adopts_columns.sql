CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
CREATE TABLE out WITH (connector = 'single_file', path = 'out.json', format = 'json');
INSERT INTO out SELECT id, amount * 2 AS twice, customer FROM orders WHERE amount > 1;

--= out
--> {"customer":"ann","id":1,"twice":25.0}
--> {"customer":"bob","id":2,"twice":198.0}
--> {"customer":"d_e%f","id":5,"twice":2000.0}
