-- set: least=4
-- set: file=orders
CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/${file}.json', format = 'json');
SELECT id FROM orders WHERE id >= ${least};

--= result
--> {"id":4}
--> {"id":5}
--> {"id":6}
