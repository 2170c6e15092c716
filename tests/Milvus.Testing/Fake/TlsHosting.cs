using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Milvus.Testing.Fake;

/// <summary>Makes fake servers use TLS.</summary>
internal static class TlsHosting
{
    /// <summary>All sockets of this host use TLS with this certificate.</summary>
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
