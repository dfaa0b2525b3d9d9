-- That nobody may be asked about a number goes on record with the application's report, not by a commit of its own.
GRANT INSERT ON contact_verification TO bida_api;
