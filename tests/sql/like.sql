CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT customer, customer LIKE 'a%' AS a, customer LIKE '_ob' AS ob, customer ILIKE 'c%' AS c, customer NOT LIKE '%n%' AS no_n, customer LIKE 'd\_e\%f' AS escaped FROM orders;

--= result
--> {"a":false,"c":false,"customer":"bob","escaped":false,"no_n":true,"ob":true}
--> {"a":false,"c":false,"customer":"d_e%f","escaped":true,"no_n":true,"ob":false}
--> {"a":false,"c":true,"customer":"Cyd","escaped":false,"no_n":true,"ob":false}
--> {"a":null,"c":null,"customer":null,"escaped":null,"no_n":null,"ob":null}
--> {"a":true,"c":false,"customer":"ann","escaped":false,"no_n":false,"ob":false}
--> {"a":true,"c":false,"customer":"ann","escaped":false,"no_n":false,"ob":false}
