import Simulation
import Testing

@Suite struct VocabularyTests {
  @Test func `every usage line says what the command page says`() {
    let lines = """
      plan NAME mode=MODE [pool=CIDR]... [mask=N[,N...]] [mask6=N[,N...]] [key=value]...
      plan NAME preset=NAME [mode=MODE] [pool=CIDR]... [key=value]...
      use NAME
      drop NAME
      mode MODE [pool=CIDR]... [mask=N[,N...]] [key=value]...
      set KEY=VALUE ...
      add pool CIDR [name=P] [mask=N]
      remove pool CIDR
      claim CIDR NAME [kind=node|service|vpc|cluster|other]
      remove claim NAME
      annotate CIDR TEXT
      remove annotation CIDR
      seed N
      add node NAME [zone=Z] [type=T] [max-pods=N] [cidr=CIDR] [mask=N]
      add nodes COUNT [prefix=node-] [zone=Z] [type=T] [max-pods=N] [mask=N]
      remove node NAME
      remove nodes COUNT [pick=random|oldest|newest] [empty=yes]
      cordon NAME
      uncordon NAME
      drain NAME
      add pod [NAMESPACE/]NAME [node=N] [pool=P] [address=IP]
      add pods COUNT [app=A] [namespace=NS] [node=N] [pool=P]
      remove pod [NAMESPACE/]NAME
      remove pods COUNT [app=A] [node=N] [pick=random|oldest|newest]
      scale APP COUNT
      roll APP [surge=25%] [steps=N]
      add service [NAMESPACE/]NAME [address=IP]
      add services COUNT [prefix=service-]
      remove service [NAMESPACE/]NAME
      churn for=DURATION [pods=RATE] [nodes=RATE] [load=LOW..HIGH] [steps=N]
      workload NAME [key=value]... [steps=N]
      fail zone=Z
      recover zone=Z
      restart operator
      restart agent NAME
      wait DURATION
      undo [N]
      redo [N]
      seek POSITION[.STEP]
      fork NAME [at=POSITION[.STEP]] [with=COMMAND]...
      switch FORK
      discard FORK
      get nodes|pods|pools|free|metrics|events|claims|plans|services|forks|history|forecast\
      |annotations \
      [plan=NAME|all]
      describe NAME
      inspect POSITION[.STEP]
      why [NAME]
      size key=value ...
      expect node NAME cidr CIDR... | pending | ready | error "TEXT"
      expect pod NAME address IP | running | pending | error "TEXT"
      expect service NAME address IP
      expect METRIC = != < <= > >= NUMBER|none
      expect error "TEXT"
      expect plan NAME METRIC = != < <= > >= METRIC of OTHER
      """
    #expect(Vocabulary.forms.flatMap(\.usages) == lines.split(separator: "\n").map(String.init))
  }

  @Test func `no form is there twice, and all of a verb's forms have a noun or it has one form`() {
    let names = Vocabulary.forms.map(\.name)
    #expect(Set(names).count == names.count)
    for verb in Vocabulary.verbs {
      let forms = Vocabulary.forms(of: verb)
      #expect(forms.count == 1 || forms.allSatisfy { $0.noun != nil }, "\(verb)")
    }
  }

  @Test func `only the last place of a form can be left out`() {
    for form in Vocabulary.forms {
      #expect(form.places.dropLast().allSatisfy { !$0.isOptional }, "\(form.name)")
    }
  }

  @Test func `the help of a verb is its usages and what they do`() {
    #expect(
      Vocabulary.help(for: "restart") == """
        restart operator
            restarts the operator, with what it forgets and relearns
        restart agent NAME
            restarts a node's agent, with what it forgets and relearns
        """)
    for verb in Vocabulary.verbs {
      #expect(Vocabulary.help().contains("\n\(verb) ") || verb == "plan")
    }
  }
}
