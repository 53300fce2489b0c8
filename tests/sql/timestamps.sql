CREATE TABLE orders (
    id BIGINT NOT NULL,
    customer TEXT,
    amount DOUBLE,
    quantity INT,
    placed TIMESTAMP NOT NULL,
    paid BOOLEAN,
    details JSON
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json');
SELECT id, placed, placed + INTERVAL '1 hour 30 minutes' AS later, date_trunc('minute', placed) AS minute, EXTRACT(second FROM placed) AS seconds,
       date_part('hour', placed) AS hour
FROM orders;

--= result
--> {"hour":10,"id":1,"later":"2024-03-01T11:30:00","minute":"2024-03-01T10:00:00","placed":"2024-03-01T10:00:00","seconds":0}
--> {"hour":10,"id":2,"later":"2024-03-01T11:30:01.500","minute":"2024-03-01T10:00:00","placed":"2024-03-01T10:00:01.500","seconds":1}
--> {"hour":10,"id":3,"later":"2024-03-01T11:30:03","minute":"2024-03-01T10:00:00","placed":"2024-03-01T10:00:03","seconds":3}
--> {"hour":10,"id":4,"later":"2024-03-01T11:30:04.000001","minute":"2024-03-01T10:00:00","placed":"2024-03-01T10:00:04.000001","seconds":4}
--> {"hour":10,"id":5,"later":"2024-03-01T11:30:05","minute":"2024-03-01T10:00:00","placed":"2024-03-01T10:00:05","seconds":5}
--> {"hour":10,"id":6,"later":"2024-03-01T11:30:06","minute":"2024-03-01T10:00:00","placed":"2024-03-01T10:00:06","seconds":6}
