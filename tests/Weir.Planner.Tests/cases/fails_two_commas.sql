-- fails: take out the comma before it
SELECT 1,, 2;
