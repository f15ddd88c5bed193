"""Last stage: records to where they are kept. One module a sink; a sink takes records and knows no other stage."""
