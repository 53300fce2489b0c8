-- fails: option "sink.key_field" is one of a sink, and the table is a source
CREATE TABLE k (a TEXT) WITH (connector = 'kafka', topic = 't', bootstrap_servers = 'b', format = 'json', type = 'source', 'sink.key_field' = 'a'); SELECT a FROM k;
