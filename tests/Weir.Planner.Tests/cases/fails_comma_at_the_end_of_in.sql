-- fails: take out the comma before it
SELECT 1 IN (1, 2,);
