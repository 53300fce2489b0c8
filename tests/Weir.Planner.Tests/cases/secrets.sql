CREATE TABLE k (value TEXT, topic TEXT METADATA FROM 'topic', p INT METADATA FROM 'partition')
WITH (connector = 'kafka', topic = 'a', bootstrap_servers = '${BROKERS}', 'auth.password' = 'hunter2', type = 'source', format = 'raw_string', 'source.offset' = 'earliest');
SELECT topic, value FROM k WHERE p = 0;
