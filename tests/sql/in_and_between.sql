CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT id, customer IN ('ann', 'bob') AS known, quantity BETWEEN 1 AND 3 AS some, quantity NOT IN (1, 7) AS other, id NOT BETWEEN 2 AND 5 AS ends FROM orders;

--= result
--> {"ends":false,"id":2,"known":true,"other":false,"some":true}
--> {"ends":false,"id":3,"known":false,"other":false,"some":false}
--> {"ends":false,"id":4,"known":null,"other":true,"some":false}
--> {"ends":false,"id":5,"known":false,"other":null,"some":null}
--> {"ends":true,"id":1,"known":true,"other":true,"some":true}
--> {"ends":true,"id":6,"known":true,"other":true,"some":false}
