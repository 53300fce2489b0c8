-- Orders with nested JSON come from a file; the larger ones go to a folder, and what cannot be read is kept as dead letters.
CREATE TABLE orders (
    id BIGINT NOT NULL,
    amount DOUBLE,
    ordered TIMESTAMP NOT NULL,
    customer JSON,
    items JSON,
    country TEXT GENERATED ALWAYS AS (customer -> 'address' ->> 'country'),
    WATERMARK FOR ordered AS ordered - INTERVAL '1 hour'
) WITH (connector = 'single_file', path = 'orders.json', format = 'json', bad_data = 'dead_letter');

CREATE TABLE large_orders (id BIGINT, amount DOUBLE, day TIMESTAMP, who TEXT, country TEXT, first_item TEXT, item_count BIGINT)
WITH (connector = 'filesystem', path = 'large', format = 'json', 'filename.prefix' = 'orders-');

INSERT INTO large_orders
SELECT id, amount, date_trunc('day', ordered), customer ->> 'name', country, items -> 0 ->> 'sku', json_length(items)
FROM orders
WHERE amount >= 100 AND country IS NOT NULL;
