-- fails: take out the comma before it
SELECT concat('a', );
