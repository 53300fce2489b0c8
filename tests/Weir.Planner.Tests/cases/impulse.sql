CREATE TABLE ticks WITH (connector = 'impulse', event_rate = 1000, event_time_interval = 250, message_count = 10);
CREATE TABLE out WITH (connector = 'blackhole');
INSERT INTO out SELECT counter, counter % 2 = 0 AS even, CASE WHEN counter > 5 THEN 'big' END AS class FROM ticks;
