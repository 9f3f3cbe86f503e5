#include "tests/redaction/corpus/kind_families.hpp"

#include <array>

namespace sgw::corpus {
namespace {

constexpr auto k_token = Group::token;
constexpr auto k_own = Shape::own;
constexpr auto k_named = Shape::named;
constexpr auto k_word = Form::word;

// Code hosts, clouds, registries, models.
constexpr std::array k_kinds{
    Kind{"github-classic", k_token, k_own, k_word, "GITHUB_TOKEN|GH_TOKEN|value", "ghp_<an:36>"},
    Kind{"github-fine-grained", k_token, k_own, k_word, "GITHUB_TOKEN|value", "github_pat_<an:22>_<an:59>"},
    Kind{"github-oauth", k_token, k_own, k_word, "token|value", "gho_<an:36>"},
    Kind{"github-server", k_token, k_own, k_word, "token|value", "ghs_<an:36>"},
    Kind{"github-refresh", k_token, k_own, k_word, "token|value", "ghr_<an:76>"},
    Kind{"gitlab-personal", k_token, k_own, k_word, "GITLAB_TOKEN|PRIVATE-TOKEN|value", "glpat-<url:20>"},
    Kind{"gitlab-deploy", k_token, k_own, k_word, "CI_DEPLOY_PASSWORD|value", "gldt-<url:20>"},
    Kind{"gitlab-runner", k_token, k_own, k_word, "RUNNER_TOKEN|value", "glrt-<url:20>"},
    Kind{"bitbucket-app", k_token, k_own, k_word, "BITBUCKET_TOKEN|value", "ATBB<an:32>"},
    Kind{"atlassian", k_token, k_own, k_word, "JIRA_TOKEN|value", "ATATT3xFfGF0<url:170>=<HEX:8>"},
    Kind{"aws-secret", k_token, k_named, k_word, "AWS_SECRET_ACCESS_KEY|aws_secret_access_key|SecretAccessKey",
         "<b64:30>"},
    Kind{"aws-session", k_token, k_named, k_word, "AWS_SESSION_TOKEN|aws_session_token|SessionToken",
         "IQoJb3JpZ2luX2Vj<b64:300>"},
    Kind{"aws-access-key-id", k_token, k_own, k_word, "AWS_ACCESS_KEY_ID|aws_access_key_id|value", "AKIA<B32:16>"},
    Kind{"gcp-api-key", k_token, k_own, k_word, "GOOGLE_API_KEY|key|value", "AIza<url:35>"},
    Kind{"gcp-oauth", k_token, k_own, k_word, "access_token|value", "ya29.a0<url:140>"},
    Kind{"gcp-client-secret", k_token, k_own, k_word, "client_secret|value", "GOCSPX-<url:28>"},
    Kind{"npm", k_token, k_own, k_word, "NPM_TOKEN|_authToken|value", "npm_<an:36>"},
    Kind{"pypi", k_token, k_own, k_word, "TWINE_PASSWORD|value", "pypi-AgEIcHlwaS5vcmc<url:140>"},
    Kind{"rubygems", k_token, k_own, k_word, "GEM_HOST_API_KEY|value", "rubygems_<hex:48>"},
    Kind{"nuget", k_token, k_own, k_word, "NUGET_KEY|apikey|value", "oy2<b32:43>"},
    Kind{"crates", k_token, k_own, k_word, "CARGO_REGISTRY_TOKEN|value", "cio<an:32>"},
    Kind{"docker-hub", k_token, k_own, k_word, "DOCKER_PASSWORD|value", "dckr_pat_<url:27>"},
    Kind{"jfrog", k_token, k_own, k_word, "ARTIFACTORY_API_KEY|X-JFrog-Art-Api|value", "AKCp8<an:68>"},
    Kind{"hugging-face", k_token, k_own, k_word, "HF_TOKEN|value", "hf_<an:34>"},
    Kind{"openai-project", k_token, k_own, k_word, "OPENAI_API_KEY|value", "sk-proj-<url:60>T3BlbkFJ<url:60>"},
    Kind{"openai-classic", k_token, k_own, k_word, "OPENAI_API_KEY|value", "sk-<an:20>T3BlbkFJ<an:20>"},
    Kind{"anthropic", k_token, k_own, k_word, "ANTHROPIC_API_KEY|x-api-key|value", "sk-ant-api03-<url:93>AA"},
    Kind{"digitalocean", k_token, k_own, k_word, "DIGITALOCEAN_TOKEN|value", "dop_v1_<hex:64>"},
    Kind{"heroku", k_token, k_own, k_word, "HEROKU_API_KEY|value", "HRKU-AA<url:58>"},
    Kind{"planetscale", k_token, k_own, k_word, "PSCALE_TOKEN|value", "pscale_tkn_<url:43>"},
    Kind{"supabase", k_token, k_own, k_word, "SUPABASE_ACCESS_TOKEN|value", "sbp_<hex:40>"},
    Kind{"netlify", k_token, k_own, k_word, "NETLIFY_AUTH_TOKEN|value", "nfp_<an:36>"},
    Kind{"pulumi", k_token, k_own, k_word, "PULUMI_ACCESS_TOKEN|value", "pul-<hex:40>"},
    Kind{"terraform-cloud", k_token, k_own, k_word, "TFE_TOKEN|value", "<an:14>.atlasv1.<an:67>"},
    Kind{"sonar", k_token, k_own, k_word, "SONAR_TOKEN|value", "squ_<hex:40>"},
    Kind{"alibaba-secret", k_token, k_named, k_word, "ALICLOUD_SECRET_KEY|accessKeySecret", "<an:30>"},
    Kind{"kubernetes-bootstrap", k_token, k_named, k_word, "token|bootstrapToken|TOKEN", "<la:6>.<la:16>"},
    Kind{"kubernetes-token-secret", k_token, k_named, k_word, "token-secret|auth-extra-groups-secret", "<la:16>"},
};

}  // namespace

std::span<const Kind> token_kinds() { return k_kinds; }

}  // namespace sgw::corpus
