"""Who to ask about an initiative: persons and role addresses with role, organisation, e-mail and phone."""
