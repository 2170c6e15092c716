using System.Net;
using Milvus.Client.ObjectStores;

namespace Milvus.Tests.ObjectStores;

/// <summary>Signatures are those of the vectors that AWS published.</summary>
public sealed class SignatureV4Tests
{
    private const string SuiteHost = "host:example.amazonaws.com";
    private const string Unreserved = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Session = "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267";

    private static readonly DateTime _suiteTime = new(2015, 8, 30, 12, 36, 0, DateTimeKind.Utc);
    private static readonly DateTime _manualTime = new(2013, 5, 24, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>github.com/awslabs/aws-c-auth, tests/aws-signing-test-suite/v4: the cases that do not normalize paths.</summary>
    [Theory]
    [InlineData("GET", "/", "", SuiteHost, "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData(
        "GET",
        "/",
        "Param2=value2&Param1=value1",
        SuiteHost,
        "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    [InlineData(
        "GET",
        "/",
        Unreserved + "=" + Unreserved,
        SuiteHost,
        "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197")]
    [InlineData("GET", "/", "ሴ=bar", SuiteHost, "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04")]
    [InlineData("GET", "/", "Param1=value1", SuiteHost, "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb")]
    [InlineData("GET", "/" + Unreserved, "", SuiteHost, "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f")]
    [InlineData("GET", "/ሴ", "", SuiteHost, "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85")]
    [InlineData("GET", "/example space/", "", SuiteHost, "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741")]
    [InlineData("GET", "//example//", "", SuiteHost, "87cca117541a147f6df867677d98a7d80dff226d2bfca9e4ffa899665623c7e5")]
    [InlineData("GET", "/./", "", SuiteHost, "68714168e6557f8f2de0ef956fc24dc2593a4bd2961f8df51898d8a134695145")]
    [InlineData("GET", "/example/..", "", SuiteHost, "eca7ead57bb5aa5c8e28007acd4ff04e1ff9a0ff3b237ec1554a184887ff9282")]
    [InlineData(
        "GET",
        "/",
        "",
        SuiteHost + "|My-Header1: value1|My-Header2: \"a   b   c\"",
        "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736")]
    [InlineData("POST", "/", "", SuiteHost, "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    [InlineData(
        "POST",
        "/",
        "",
        "My-Header1:value1|" + SuiteHost,
        "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c")]
    [InlineData(
        "GET",
        "/",
        "",
        SuiteHost + "|X-Amz-Security-Token:" + Session,
        "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8")]
    public void SignatureV4_vectors_of_the_test_suite_have_its_signatures(
        string method,
        string path,
        string query,
        string headers,
        string signature)
    {
        var keys = CreateKeys("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

        var header = Sign(new SignatureV4(keys, "us-east-1", "service"), method, path, query, headers, StoreRequest.EmptyHash, _suiteTime);

        Assert.EndsWith("Signature=" + signature, header, StringComparison.Ordinal);
        Assert.StartsWith(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;",
            header,
            StringComparison.Ordinal);
    }

    /// <summary>docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, the four examples.</summary>
    [Theory]
    [InlineData(
        "GET",
        "/test.txt",
        "",
        "Range:bytes=0-9",
        StoreRequest.EmptyHash,
        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")]
    [InlineData(
        "PUT",
        "/test$file.text",
        "",
        "Date:Fri, 24 May 2013 00:00:00 GMT|x-amz-storage-class:REDUCED_REDUNDANCY",
        "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
        "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")]
    [InlineData(
        "GET",
        "/",
        "lifecycle=",
        "",
        StoreRequest.EmptyHash,
        "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData(
        "GET",
        "/",
        "max-keys=2&prefix=J",
        "",
        StoreRequest.EmptyHash,
        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void SignatureV4_examples_of_the_manual_of_S3_have_its_signatures(
        string method,
        string path,
        string query,
        string headers,
        string hash,
        string signature)
    {
        var signer = new SignatureV4(
            CreateKeys("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
            "us-east-1",
            "s3");
        var all = $"host:examplebucket.s3.amazonaws.com|x-amz-content-sha256:{hash}{(headers.Length > 0 ? "|" : string.Empty)}{headers}";

        Assert.EndsWith(
            "Signature=" + signature,
            Sign(signer, method, path, query, all, hash, _manualTime),
            StringComparison.Ordinal);
    }

    private static string Sign(
        SignatureV4 signer,
        string method,
        string path,
        string query,
        string headers,
        string hash,
        DateTime time)
    {
        var signed = headers
            .Split('|')
            .Select(line => line.Split(':', 2))
            .Select(pair => KeyValuePair.Create(pair[0], pair[1]))
            .Append(KeyValuePair.Create("x-amz-date", SignatureV4.FormatTime(time)));
        var parameters = query
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(pair[0], pair[1]));
        return signer.CreateHeader(method, SignatureV4.EscapePath(path), parameters, signed, hash, time);
    }

    private static StoreKeys CreateKeys(string key, string secret) =>
        new(key, new NetworkCredential(string.Empty, secret).SecurePassword, null);
}
