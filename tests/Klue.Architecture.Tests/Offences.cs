using System.Globalization;
using System.Linq.Expressions;
using System.Net;
using System.Reflection.Emit;
using System.Runtime.InteropServices;
using System.Text;

namespace Klue.Architecture.Tests;

#pragma warning disable // What this file holds must break the rules.

/// <summary>Breaks each rule once. Nothing calls it: the rules read it where the compiler put it.</summary>
internal static class Offences
{
    [DllImport("no-such-library")]
    public static extern int Imported();

    public static unsafe int CallNative(nint function) => ((delegate* unmanaged[Cdecl]<int>)function)();

    public static nint LoadNative() => NativeLibrary.Load("no-such-library");

    public static string Network() => IPAddress.Loopback.ToString();

    public static object RuntimeCode() => (Expression.Constant(1), new DynamicMethod("Late", typeof(void), []));

    public static object Dynamic(dynamic value) => value.Member;

    public static string RuntimeUnicode(string text) =>
        text.Normalize() + text.ToLowerInvariant() + text.ToUpper(CultureInfo.CurrentCulture) + text.StartsWith("가")
        + CharUnicodeInfo.GetUnicodeCategory(text, 0) + char.IsPunctuation(text[0]) + Rune.IsLetter((Rune)text[0]);
}

internal enum OffenceHelper
{
}
