"""What has changed in the feeds: in words for people, in Markdown for a pull request, in CSV and JSON for programs."""
