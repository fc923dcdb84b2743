"""Who stands in for whom, what somebody leaves behind, and who reads about the inspectorate."""
