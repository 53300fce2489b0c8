CREATE TABLE orders (
    id BIGINT,
    placed TEXT NOT NULL,
    placed_at TIMESTAMP NOT NULL GENERATED ALWAYS AS (CAST(placed AS TIMESTAMP)),
    WATERMARK FOR placed_at AS CAST(placed AS TIMESTAMP) - INTERVAL '3 seconds'
) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json', bad_data = 'drop');
SELECT id, placed_at FROM orders;

--= result
--> {"id":1,"placed_at":"2024-03-01T10:00:00"}
--> {"id":2,"placed_at":"2024-03-01T10:00:01.500"}
--> {"id":3,"placed_at":"2024-03-01T10:00:03"}
--> {"id":4,"placed_at":"2024-03-01T10:00:04.000001"}
--> {"id":5,"placed_at":"2024-03-01T10:00:05"}
