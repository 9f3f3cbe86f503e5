#include "tests/redaction/corpus/kind_families.hpp"

#include <array>

namespace sgw::corpus {
namespace {

constexpr auto k_database = Group::database;
constexpr auto k_own = Shape::own;
constexpr auto k_word = Form::word;
constexpr auto k_phrase = Form::phrase;

constexpr std::array k_kinds{
    Kind{"postgres-url", k_database, k_own, k_word, "DATABASE_URL|db|Store",
         "postgres://<word>:[[<an:16>]]@<word>.postgres.database.azure.com:5432/<word>?sslmode=require"},
    Kind{"postgresql-url-encoded", k_database, k_own, k_word, "DATABASE_URL|SQLALCHEMY_DATABASE_URI",
         "postgresql+psycopg2://<word>:[[<an:6>%40<an:5>%2F<an:4>]]@<word>.example.net/<word>"},
    Kind{"mysql-url", k_database, k_own, k_word, "MYSQL_URL|db",
         "mysql://<word>:[[<an:18>]]@<word>.mysql.database.azure.com/<word>"},
    Kind{"mongodb-url", k_database, k_own, k_word, "MONGO_URL|store",
         "mongodb+srv://<word>:[[<an:20>]]@<word>.mongodb.net/<word>?retryWrites=true&w=majority"},
    Kind{"mongodb-cosmos-url", k_database, k_own, k_word, "MONGO_URL|cosmos",
         "mongodb://<word>:[[<b64:64|pct>]]@<word>.mongo.cosmos.azure.com:10255/?ssl=true&replicaSet=globaldb"},
    Kind{"redis-url", k_database, k_own, k_word, "REDIS_URL|cache",
         "rediss://:[[<b64:32|pct>]]@<word>.redis.cache.windows.net:6380/0"},
    Kind{"redis-url-user", k_database, k_own, k_word, "CELERY_BROKER_URL|cache",
         "redis://default:[[<an:24>]]@<word>.example.net:6379"},
    Kind{"amqp-url", k_database, k_own, k_word, "AMQP_URL|broker",
         "amqps://<word>:[[<an:22>]]@<word>.example.net:5671/%2f"},
    Kind{"jdbc-sqlserver", k_database, k_own, k_word, "JDBC_URL|spring.datasource.url",
         "jdbc:sqlserver://"
         "<word>.database.windows.net:1433;database=<word>;user=<word>;password=[[<an:17>]];encrypt=true"},
    Kind{"jdbc-postgres", k_database, k_own, k_word, "SPRING_DATASOURCE_URL|url",
         "jdbc:postgresql://<word>.example.net/<word>?user=<word>&password=[[<an:19>]]&ssl=true"},
    Kind{"jdbc-oracle", k_database, k_own, k_word, "ORACLE_URL|url",
         "jdbc:oracle:thin:<word>/[[<an:15>]]@//<word>.example.net:1521/ORCL"},
    Kind{"libpq-keywords", k_database, k_own, k_phrase, "PG_DSN|dsn",
         "host=<word>.example.net port=5432 user=<word> password=[[<an:18>]] dbname=<word> sslmode=require"},
    Kind{"libpq-keywords-quoted", k_database, k_own, k_phrase, "PG_DSN|dsn",
         "host=<word>.example.net user=<word> password='[[<an:7> <an:8>]]' dbname=<word>"},
    Kind{"npgsql-connection", k_database, k_own, k_phrase, "ConnectionStrings__Pg|Pg",
         "Host=<word>.example.net;Username=<word>;Password=[[<an:19>]];Database=<word>;Ssl Mode=Require"},
    Kind{"mysql-connection", k_database, k_own, k_phrase, "ConnectionStrings__My|MySql",
         "server=<word>.example.net;uid=<word>;pwd=[[<an:16>$<an:3>]];database=<word>"},
    Kind{"go-mysql-dsn", k_database, k_own, k_word, "DB_DSN|dsn",
         "<word>:[[<an:18>]]@tcp(<word>.example.net:3306)/<word>?parseTime=true"},
    Kind{"kafka-jaas", k_database, k_own, k_phrase, "sasl.jaas.config|KAFKA_SASL_JAAS_CONFIG",
         "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"$ConnectionString\" "
         "password=\"[[<an:28>]]\";"},
    Kind{"pgpass-line", k_database, k_own, k_word, "pgpass|PGPASSLINE",
         "<word>.example.net:5432:<word>:<word>:[[<an:18>]]"},
    Kind{"http-proxy", k_database, k_own, k_word, "HTTP_PROXY|HTTPS_PROXY|https_proxy",
         "http://<word>:[[<an:15>]]@proxy.<word>.net:3128"},
    Kind{"socks-proxy", k_database, k_own, k_word, "ALL_PROXY|all_proxy",
         "socks5://<word>:[[<an:15>]]@proxy.<word>.net:1080"},
    Kind{"smtp-url", k_database, k_own, k_word, "SMTP_URL|mailer", "smtps://<word>:[[<an:21>]]@smtp.<word>.com:465"},
    Kind{"ftp-url", k_database, k_own, k_word, "feed|url", "ftp://<word>:[[<an:14>]]@ftp.<word>.com/in/"},
    Kind{"git-remote-token", k_database, k_own, k_word, "remote|GIT_URL|origin",
         "https://oauth2:[[<an:26>]]@git.<word>.com/team/<word>.git"},
    Kind{"git-remote-user-only", k_database, k_own, k_word, "remote|origin",
         "https://[[ghp_<an:36>]]@github.com/<word>/<word>.git"},
    Kind{"url-password-only", k_database, k_own, k_word, "backend|url", "https://:[[<an:20>]]@<word>.example.net/v2/"},
    Kind{"registry-url", k_database, k_own, k_word, "registry|PIP_INDEX_URL",
         "https://<word>:[[<b32:52>]]@pkgs.dev.azure.com/<word>/_packaging/<word>/pypi/simple/"},
    Kind{"ldap-bind", k_database, k_own, k_phrase, "ldapCommand|command",
         "ldapsearch -H ldaps://<word>.net -D cn=<word>,dc=x -w [[<an:17>]] -b dc=x"},
};

}  // namespace

std::span<const Kind> database_kinds() { return k_kinds; }

}  // namespace sgw::corpus
