CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT * FROM orders;

--= result
--> {"amount":-4.25,"customer":null,"details":{"city":null},"id":4,"paid":true,"placed":"2024-03-01T10:00:04.000001","quantity":0}
--> {"amount":0.1,"customer":"ann","details":null,"id":6,"paid":true,"placed":"2024-03-01T10:00:06","quantity":-2}
--> {"amount":1000.0,"customer":"d_e%f","details":[1,2],"id":5,"paid":false,"placed":"2024-03-01T10:00:05","quantity":null}
--> {"amount":12.5,"customer":"ann","details":{"age":31,"city":"Oslo","tags":["new","big"]},"id":1,"paid":true,"placed":"2024-03-01T10:00:00","quantity":3}
--> {"amount":99.0,"customer":"bob","details":{"age":"42","city":"Rome","tags":[]},"id":2,"paid":false,"placed":"2024-03-01T10:00:01.500","quantity":1}
--> {"amount":null,"customer":"Cyd","details":null,"id":3,"paid":null,"placed":"2024-03-01T10:00:03","quantity":7}
