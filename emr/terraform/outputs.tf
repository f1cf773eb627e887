output "application" {
  description = "deploy.emr-serverless.application"
  value       = aws_emrserverless_application.tidegate.id
}

output "role" {
  description = "deploy.emr-serverless.role"
  value       = aws_iam_role.run.arn
}
