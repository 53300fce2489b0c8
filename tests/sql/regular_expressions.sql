CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT customer, customer ~ '^[a-c]' AS m, customer ~* '^C' AS mi, customer !~ 'n{2}' AS nm, regexp_replace(customer, '[aeiou]', '*') AS r FROM orders;

--= result
--> {"customer":"Cyd","m":false,"mi":true,"nm":true,"r":"Cyd"}
--> {"customer":"ann","m":true,"mi":false,"nm":false,"r":"*nn"}
--> {"customer":"ann","m":true,"mi":false,"nm":false,"r":"*nn"}
--> {"customer":"bob","m":true,"mi":false,"nm":true,"r":"b*b"}
--> {"customer":"d_e%f","m":false,"mi":false,"nm":true,"r":"d_*%f"}
--> {"customer":null,"m":null,"mi":null,"nm":null,"r":null}
