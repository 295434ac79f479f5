// dialect: shadertoy
#iChannel0 "file://textures/stone.png"
#iChannel0::MinFilter "NearestMipMapNearest"
#iChannel1 "self"
#iKeyboard
#iUniform float speed = 1.5 in { 0.0, 5.0 } step 0.1
#iUniform color3 tint = color3(1.0, 0.5, 0.2)
#iUniform vec2 centre = vec2(0.5)
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy - centre;
    fragColor = vec4(tint * (0.5 + 0.5 * sin(speed * iTime + uv.xyx * 10.0)), 1.0) + texture(iChannel0, uv);
}
