import { parseHost } from "../../src/infisical/parse-host";

test.each([
  ["https://app.infisical.com", "https://app.infisical.com"],
  ["https://app.infisical.com/", "https://app.infisical.com"],
  [" https://app.infisical.com\n", "https://app.infisical.com"],
  ["HTTPS://App.Infisical.COM", "https://app.infisical.com"],
  ["https://app.infisical.com:443", "https://app.infisical.com"],
  ["https://secrets.example.com:8443/infisical/", "https://secrets.example.com:8443/infisical"],
  ["https://10.0.0.1", "https://10.0.0.1"],
  ["https://[fd00::1]:8443", "https://[fd00::1]:8443"],
  ["http://localhost:8080", "http://localhost:8080"],
  ["http://127.0.0.1:8080/", "http://127.0.0.1:8080"],
  ["http://127.8.8.8", "http://127.8.8.8"],
  ["http://[::1]:8080", "http://[::1]:8080"],
])("%j is the server %s", (written, url) => {
  expect(parseHost(written)).toEqual({ url });
});

test.each([
  ["app.infisical.com", "is not the URL of a server"],
  ["localhost:8080", "is not the URL of a server"],
  ["", "is not the URL of a server"],
  ["https://", "is not the URL of a server"],
  ["https://exa mple.com", "is not the URL of a server"],
  ["ftp://app.infisical.com", "does not begin with https://"],
  ["http://app.infisical.com", "unencrypted"],
  ["http://localhost.example.com", "unencrypted"],
  ["http://127.0.0.1.example.com", "unencrypted"],
  ["http://10.0.0.1", "unencrypted"],
  ["http://0.0.0.0:8080", "unencrypted"],
  ["https://app.infisical.com/?x=1", "query"],
  ["https://app.infisical.com/#x", "fragment"],
])("%j is refused: %s", (written, says) => {
  expect(parseHost(written)).toEqual({ problem: expect.stringContaining(says) });
});

test.each([
  "https://user:pa55word@app.infisical.com",
  "https://pa55word@app.infisical.com",
  "user:pa55word@app.infisical.com",
  "http://u:pa55word@[",
])("a password in %j is not repeated", (written) => {
  expect(JSON.stringify(parseHost(written))).not.toContain("pa55word");
});
