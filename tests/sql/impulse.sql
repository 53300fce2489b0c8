CREATE TABLE numbers WITH (connector = 'impulse', event_rate = 1000000, message_count = 5);
SELECT counter, subtask_index FROM numbers;

--= result
--> {"counter":0,"subtask_index":0}
--> {"counter":1,"subtask_index":0}
--> {"counter":2,"subtask_index":0}
--> {"counter":3,"subtask_index":0}
--> {"counter":4,"subtask_index":0}
