using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Milvus.Testing.Fake;

/// <summary>TLS for fake servers.</summary>
internal static class TlsHosting
{
    /// <summary>Makes all sockets of a host use TLS with a certificate.</summary>
    internal static void UseCertificate(this IWebHostBuilder host, X509Certificate2 certificate, bool requiresClientCertificate = false) =>
        host.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(listen => listen.UseHttps(
            certificate,
            https =>
            {
                https.ClientCertificateMode = requiresClientCertificate
                    ? ClientCertificateMode.RequireCertificate
                    : ClientCertificateMode.NoCertificate;
                https.AllowAnyClientCertificate();
            })));
}
