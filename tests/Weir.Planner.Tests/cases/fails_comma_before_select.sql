-- fails: take out the comma before it
WITH a AS (SELECT 1 AS x), SELECT x FROM a;
