using System.Runtime.Intrinsics.X86;
using Milvus.Embedded.Vectors;

namespace Milvus.Tests.Index;

public sealed class CodeKernelTests
{
    [Fact]
    public void CodeKernels_all_forms_give_the_sum_of_products()
    {
        var random = new Random(61);
        foreach (var dim in Enumerable.Range(1, 200).Append(384).Append(32768))
        {
            // The bound that VectorCodes keeps.
            var limit = Math.Min(short.MaxValue, int.MaxValue / 127 / dim);
            var extreme = dim % 2 == 0;
            var query = new short[dim];
            var codes = new sbyte[dim];
            for (var i = 0; i < dim; i++)
            {
                query[i] = (short)(extreme ? limit : random.Next(-limit, limit + 1));
                codes[i] = (sbyte)(extreme ? (dim % 4 == 0 ? -127 : 127) : random.Next(-127, 128));
            }

            var sum = query.Zip(codes, (left, right) => (long)left * right).Sum();
            Assert.Equal(sum, CodeKernels.Dot(in query[0], in codes[0], (nuint)dim));
            Assert.Equal(sum, CodeKernels.DotOf128Bits(in query[0], in codes[0], (nuint)dim));
            if (Avx2.IsSupported)
            {
                Assert.Equal(sum, CodeKernels.DotOf256Bits(in query[0], in codes[0], (nuint)dim));
            }

            if (Avx512BW.IsSupported)
            {
                Assert.Equal(sum, CodeKernels.DotOf512Bits(in query[0], in codes[0], (nuint)dim));
            }
        }
    }
}
