[assembly: AssemblyFixture(typeof(Klue.Page.Tests.Browser))]
