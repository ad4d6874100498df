using Klue.Conversion.Torch;
using Klue.Convert.Tests.Building;
using Klue.Tests;

namespace Klue.Convert.Tests.Torch;

public sealed class StateDictionaryTests
{
    private static readonly BuiltTensor Weight = BuiltTensor.Singles("weight", [2, 2], i => i);

    [Theory]
    [InlineData("state_dict")]
    [InlineData("model_state_dict")]
    [InlineData("model")]
    [InlineData("module")]
    public void Tensors_inside_a_training_checkpoint_are_found(string wrapper)
    {
        using var file = Open(new PickleBuilder().Dictionary(pairs =>
        {
            pairs.Text("epoch").Integer(3);
            pairs.Text(wrapper).Dictionary(inner => TorchBuilder.Entries(inner, [Weight]));
        }));

        Assert.Equal("weight", Assert.Single(file.Tensors).Name);
        Assert.Empty(file.Warnings);
    }

    [Fact]
    public void Values_that_are_no_tensors_are_passed_over_by_name()
    {
        using var file = Open(new PickleBuilder().Dictionary(pairs =>
        {
            pairs.Text("epoch").Integer(3).Text("names").Op(']');
            TorchBuilder.Entries(pairs, [Weight]);
        }));

        Assert.Single(file.Tensors);
        Assert.Contains("'epoch', 'names'", Assert.Single(file.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void What_Lightning_keeps_beside_the_state_dictionary_is_passed_over_unresolved()
    {
        using var file = Open(Lightning(beside => beside.Text("hyper_parameters")
            .Global("argparse", "Namespace").Op(')').Raw(0x81).Dictionary(state => state.Text("path").Global("pathlib", "PosixPath").Op(')').Op('R')).Op('b')
            .Text("callbacks").Dictionary(callbacks => callbacks.Global("pytorch_lightning.callbacks", "ModelCheckpoint").Op('}'))));

        Assert.Equal("weight", Assert.Single(file.Tensors).Name);
        var warning = Assert.Single(file.Warnings);
        Assert.Contains("'argparse.Namespace'", warning, StringComparison.Ordinal);
        Assert.Contains("'pathlib.PosixPath'", warning, StringComparison.Ordinal);
        Assert.Contains("'pytorch_lightning.callbacks.ModelCheckpoint'", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_name_in_the_state_dictionary_of_a_Lightning_checkpoint_is_refused() =>
        AssertForeign("builtins.eval", Lightning(_ => { }, inner => inner.Text("x").Global("builtins", "eval")));

    [Fact]
    public void A_foreign_name_as_a_key_beside_the_state_dictionary_is_refused() =>
        AssertForeign("os.system", Lightning(beside => beside.Global("os", "system").None()));

    [Fact]
    public void A_foreign_name_without_Lightning_s_mark_is_refused() =>
        AssertForeign("argparse.Namespace", new PickleBuilder().Dictionary(pairs =>
        {
            pairs.Text("hyper_parameters").Global("argparse", "Namespace");
            pairs.Text("state_dict").Dictionary(inner => TorchBuilder.Entries(inner, [Weight]));
        }));

    [Fact]
    public void A_tensor_s_name_that_stands_twice_is_refused()
    {
        var exception = Assert.Throws<TorchFileException>(() => Open(new PickleBuilder().Dictionary(pairs => TorchBuilder.Entries(pairs, [Weight, Weight]))));
        Assert.Equal(TorchRule.StateDictionary, exception.Rule);
    }

    [Fact]
    public void Parameters_and_typed_tensors_are_their_tensors()
    {
        using var file = Open(new PickleBuilder().Dictionary(pairs =>
        {
            pairs.Text("parameter").Global("torch._utils", "_rebuild_parameter")
                .Tuple(arguments => arguments.Tensor(Weight, isLegacy: false).Boolean(true).EmptyOrderedDict()).Op('R');
            pairs.Text("typed").Global("torch._tensor", "_rebuild_from_type_v2").Tuple(arguments => arguments
                .Global("torch._utils", "_rebuild_parameter")
                .Global("torch.nn.parameter", "Parameter")
                .Tuple(inner => inner.Tensor(Weight, isLegacy: false).Boolean(true).EmptyOrderedDict())
                .Op('}')).Op('R');
        }));

        Assert.Equal(["parameter", "typed"], file.Tensors.Select(tensor => tensor.Name));
    }

    [Fact]
    public void A_tensor_s_own_type_over_untyped_bytes_counts()
    {
        using var file = Open(new PickleBuilder().Dictionary(pairs => pairs.Text("weight").Global("torch._utils", "_rebuild_tensor_v3").Tuple(arguments =>
        {
            arguments.Tuple(id => id.Text("storage").Global("torch.storage", "UntypedStorage").Text(Weight.Storage.Key).Text("cpu").Integer(Weight.Storage.Bytes.Length)).Op('Q');
            arguments.Integer(1).Integers([3]).Integers([1]).Boolean(false).EmptyOrderedDict().Global("torch", "float32");
        }).Op('R')));

        var bytes = new byte[12];
        file.ReadBytes("weight", 0, bytes);
        Assert.Equal(Weight.Storage.Bytes[4..], bytes);
        Assert.Equal("F32 [3]", file.Tensors[0].ToString());
    }

    private static PickleBuilder Lightning(Action<PickleBuilder> beside, Action<PickleBuilder>? inside = null) => new PickleBuilder().Dictionary(pairs =>
    {
        pairs.Text("pytorch-lightning_version").Text("1.1.0");
        beside(pairs);
        pairs.Text("state_dict").EmptyOrderedDict().Mark();
        TorchBuilder.Entries(pairs, [Weight]);
        inside?.Invoke(pairs);
        pairs.Op('u');
    });

    private static void AssertForeign(string name, PickleBuilder pickle)
    {
        var exception = Assert.Throws<TorchFileException>(() => Open(pickle));
        Assert.Equal(TorchRule.ForeignGlobal, exception.Rule);
        Assert.Equal($"'{name}'", exception.Found);
    }

    private static TorchFile Open(PickleBuilder pickle)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("t.bin"), TorchBuilder.Zip(pickle.Stop(), [Weight]));
        return TorchFile.Open(folder.File("t.bin"));
    }
}
