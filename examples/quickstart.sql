-- Numbers come in, ten thousand a second; a bare SELECT shows what becomes of them.
CREATE TABLE numbers WITH (connector = 'impulse', event_rate = 10000, message_count = 20);

SELECT counter,
       counter * counter AS square,
       CASE WHEN counter % 2 = 0 THEN 'even' ELSE 'odd' END AS parity
FROM numbers
WHERE counter % 3 <> 0;
