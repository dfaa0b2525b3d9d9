-- The receipt of a message that is lingered for ends the lingering, and finishes its notice: one transaction, not two.
GRANT UPDATE (lingering) ON attempt TO bida_app;
